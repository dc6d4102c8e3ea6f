export { applyXmlPatch, xmlPatchSteps } from './apply-xml-patch';
export { DEFAULT_XML_PATCH_LIMITS, type XmlPatchLimits, type XmlPatchOptions } from './xml-patch-options';
