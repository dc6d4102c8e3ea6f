import { say } from '../../messages';
import { distinct, needs, needsWhen, notBoth, notIf, one, onlyIf, pair, says, some, type WordsByPlace } from './words';

/** Messages for invariants of administrative and workflow resources. */
export const administration: WordsByPlace = {
  Appointment: {
    'app-2': pair('start', 'end'),
    'app-3': says(
      say`Only an appointment that is proposed, cancelled or on a waiting list has no time`,
      say`Add \`start\` and \`end\`.`,
    ),
    'app-4': onlyIf('cancelationReason', 'status', ['no-show', 'cancelled']),
  },
  'Appointment.participant': { 'app-1': some('type', 'actor') },
  AppointmentResponse: { 'apr-1': some('participantType', 'actor') },
  'AuditEvent.entity': { 'sev-1': notBoth('name', 'query') },
  Bundle: {
    'bdl-1': onlyIf('total', 'type', ['searchset', 'history']),
    'bdl-2': onlyIf('entry.search', 'type', ['searchset']),
    'bdl-3': says(
      say`Each entry of a batch, a transaction or a history has a \`request\`, and no other entry has one`,
      say`Add or remove \`request\`, or change \`type\`.`,
    ),
    'bdl-4': says(
      say`Each entry of the response to a batch or a transaction, or of a history, has a \`response\`, and no other entry has one`,
      say`Add or remove \`response\`, or change \`type\`.`,
    ),
    'bdl-7': says(
      say`No two entries have the same \`fullUrl\`, unless they are versions of one resource`,
      say`Change or remove what is there twice.`,
    ),
    'bdl-9': says(
      say`A document has an identifier with its system and value`,
      say`Add \`identifier.system\` and \`identifier.value\`.`,
    ),
    'bdl-10': needsWhen('type', 'document', 'timestamp'),
    'bdl-11': says(say`The first entry of a document is a Composition`, say`Put the Composition first.`),
    'bdl-12': says(say`The first entry of a message is a MessageHeader`, say`Put the MessageHeader first.`),
  },
  'Bundle.entry': {
    'bdl-5': some('resource', 'request', 'response'),
    'bdl-8': says(say`The \`fullUrl\` of an entry does not name a version`, say`Remove \`/_history/…\` from it.`),
  },
  Consent: {
    'ppc-1': some('policy', 'policyRule'),
    ...Object.fromEntries(
      ['ppc-2', 'ppc-3', 'ppc-4', 'ppc-5'].map((key) => [
        key,
        says(say`A consent of this scope names the patient`, say`Add \`patient\`.`),
      ]),
    ),
  },
  'CoverageEligibilityResponse.insurance.item': { 'ces-1': one('category', 'productOrService') },
  Group: { 'grp-1': onlyIf('member', 'actual', ['true']) },
  InsurancePlan: { 'ipn-1': some('identifier', 'name') },
  Linkage: { 'lnk-1': says(say`A linkage has at least two items`, say`Add the other \`item\`.`) },
  List: {
    'lst-1': notBoth('emptyReason', 'entry'),
    'lst-2': onlyIf('entry.deleted', 'mode', ['changes']),
    'lst-3': onlyIf('entry.date', 'mode', ['working']),
  },
  'Patient.contact': { 'pat-1': some('name', 'telecom', 'address', 'organization') },
  'RequestGroup.action': { 'rqg-1': one('resource', 'action') },
  ServiceRequest: { 'prr-1': needs('orderDetail', 'code') },
  Task: {
    'inv-1': says(say`A task is not modified before it is authored`, say`Put the later moment into \`lastModified\`.`),
  },
  Questionnaire: { 'que-2': distinct('linkId') },
  'Questionnaire.item': {
    'que-1': says(say`A group has items, and a display has none`, say`Add or remove \`item\`, or change \`type\`.`),
    'que-3': notIf('code', 'type', 'display'),
    'que-4': notBoth('answerOption', 'answerValueSet'),
    'que-5': says(
      say`Only a question for a choice, a number, a date, a time, a string or a quantity offers answers`,
      say`Remove \`answerOption\` and \`answerValueSet\`, or change \`type\`.`,
    ),
    'que-6': says(
      say`A display is neither required nor repeated`,
      say`Remove \`required\` and \`repeats\`, or change \`type\`.`,
    ),
    'que-8': says(say`Groups and displays have no initial value`, say`Remove \`initial\`, or change \`type\`.`),
    'que-9': notIf('readOnly', 'type', 'display'),
    'que-10': onlyIf('maxLength', 'type', ['boolean', 'decimal', 'integer', 'string', 'text', 'url', 'open-choice']),
    'que-11': notBoth('answerOption', 'initial'),
    'que-12': says(
      say`With more than two conditions, \`enableBehavior\` says how they are joined`,
      say`Add \`enableBehavior\`: all or any.`,
    ),
    'que-13': says(
      say`Only an item that repeats has several initial values`,
      say`Keep one \`initial\`, or add \`repeats\`: true.`,
    ),
  },
  'Questionnaire.item.enableWhen': {
    'que-7': says(say`Whether an answer exists is asked with true or false`, say`Write \`answerBoolean\`.`),
  },
  'QuestionnaireResponse.item': { 'qrs-1': notBoth('answer', 'item') },
};
