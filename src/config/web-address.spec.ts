import { isURL } from 'class-validator';
import { isWebAddress } from './web-address';

describe('isWebAddress', () => {
  it.each([
    ['http://localhost:3000/fhir', true],
    ['https://ror.example.org/fhir/', true],
    ['HTTPS://Ror.Example.org/fhir', true],
    ['https://ror.example.org:8443/a/b?c=d#e', true],
    ['http://10.0.0.7/fhir', true],
    ['http://[::1]:3000/fhir', true],
    ['http://santé.example/fhir', true],
    ['http://a-b.example/fhir', true],
    ['http://a:/fhir', true],
    ['http:a/fhir', true],
    ['http://a/' + 'x'.repeat(2_075), true],
    ['http://a/' + 'x'.repeat(2_076), false],
    ['ror', false],
    ['ftp://ror.example.org/fhir', false],
    ['//ror.example.org/fhir', false],
    ['https:///fhir', false],
    ['https://me:secret@ror.example.org/fhir', false],
    ['https://me@ror.example.org/fhir', false],
    ['https://ror example.org/fhir', false],
    ['https://ror.example.org/<fhir>', false],
    ['http://a:0/fhir', false],
    ['http://a:65536/fhir', false],
    ['http://a:b/fhir', false],
    ['http://a:1:2/fhir', false],
    ['http://10.0.0.700/fhir', false],
    ['http://10.0/fhir', false],
    ['http://[::1/fhir', false],
    ['http://[::x]/fhir', false],
    ['http://-a.example/fhir', false],
    ['http://a-.example/fhir', false],
    ['http://a_b.example/fhir', false],
    ['http://a..b/fhir', false],
    ['http://a./fhir', false],
    ['http://ａ.example/fhir', false],
    [`http://${'a'.repeat(64)}.example/fhir`, false],
    ['', false],
  ])('%s: %s, as class-validator says', (text, expected) => {
    const rules = { require_tld: false, protocols: ['http', 'https'], require_protocol: true, disallow_auth: true };
    expect([isWebAddress(text), isURL(text, rules)]).toEqual([expected, expected]);
  });
});
