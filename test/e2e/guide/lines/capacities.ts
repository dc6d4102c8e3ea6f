import { place, places, postcode, region, known, theirOffers } from '../directory';
import type { Line } from '../line';
import { WITH_OFFERS } from '../terms';

/** Places in the wanted departments, and others whose postcodes have the same digits elsewhere. */
const IN_DEPARTMENTS = [
  ...place('rennes', postcode('35000')),
  ...place('vannes', postcode('56000')),
  ...place('nantes', postcode('44000')),
  ...place('arles', postcode('13200')),
  ...place('marseille', postcode('13356')),
];
const WITH_IDENTIFIERS = (...ids: string[]) => ids.flatMap((id) => place(id.replace('/', '-'), known(id)));
const BY_ID = ['140', '141', '1400'].flatMap((id) => place(id));
const BY_REGION = ['52', '520', '11'].flatMap((code) => place(`in-${code}`, region(code)));

/** Scenarios of the page on reading capacities (_1). */
export const capacities: readonly Line[] = [
  {
    line: '_1.1',
    request: `Location?address-postalcode=35,22,29,56&${WITH_OFFERS}`,
    given: IN_DEPARTMENTS,
    finds: places('rennes', 'vannes'),
    brings: theirOffers('rennes', 'vannes'),
  },
  {
    line: '_1.2',
    request: `Location?identifier=Location1&${WITH_OFFERS}`,
    given: WITH_IDENTIFIERS('Location1', 'Location10', 'location1'),
    finds: places('Location1'),
    brings: theirOffers('Location1'),
  },
  {
    line: '_1.3',
    request: `Location?identifier=Location1,Location2,Location3&${WITH_OFFERS}`,
    given: WITH_IDENTIFIERS('Location1', 'Location3', 'Location4', 'Location12'),
    finds: places('Location1', 'Location3'),
    brings: theirOffers('Location1', 'Location3'),
  },
  {
    line: '_1.4',
    request: `Location?_lastUpdated=ge{since}&${WITH_OFFERS}`,
    before: place('old'),
    given: place('new'),
    finds: places('new'),
    brings: theirOffers('new'),
  },
  {
    line: '_1.5',
    request: `Location?_has:HealthcareService:location:identifier=UE1,UE2,UE3&${WITH_OFFERS}`,
    given: [
      ...place('first', {}, known('UE1')),
      ...place('third', {}, known('UE3')),
      ...place('other-offer', {}, known('UE4')),
      ...place(
        'only-covered',
        {},
        { ...known('UE2'), location: [], coverageArea: [{ reference: 'Location/only-covered' }] },
      ),
    ],
    finds: places('first', 'third'),
    brings: theirOffers('first', 'third'),
  },
  {
    line: '_1.1 (0.7)',
    request: `Location?${WITH_OFFERS}`,
    given: [...place('one'), ...place('two')],
    finds: places('one', 'two'),
    brings: theirOffers('one', 'two'),
  },
  {
    line: '_1.1bis (0.7)',
    request: `Location?_filter=(address-postalcode eq "22" or "29" or "35" or "56")&${WITH_OFFERS}`,
    given: IN_DEPARTMENTS,
    finds: places('rennes', 'vannes'),
    brings: theirOffers('rennes', 'vannes'),
  },
  {
    line: '_1.1ter (0.7)',
    request: `Location?_tag=52&${WITH_OFFERS}`,
    given: BY_REGION,
    finds: places('in-52'),
    brings: theirOffers('in-52'),
  },
  {
    line: '_1.2 (0.7)',
    request: `Location?identifier=52/192675&${WITH_OFFERS}`,
    given: WITH_IDENTIFIERS('52/192675', '53/192675', '52/19267'),
    finds: places('52-192675'),
    brings: theirOffers('52-192675'),
  },
  {
    line: '_1.3 (0.7)',
    request: `Location?_id=140,141&${WITH_OFFERS}`,
    given: BY_ID,
    finds: places('140', '141'),
    brings: theirOffers('140', '141'),
  },
  {
    line: '_1.3 _filter (0.7)',
    request: `Location?_filter=(_id eq 140 or 141)&${WITH_OFFERS}`,
    given: BY_ID,
    finds: places('140', '141'),
    brings: theirOffers('140', '141'),
  },
  {
    line: '_1.5 (0.7)',
    request: `Location?identifier=11/339772,11/347254&${WITH_OFFERS}`,
    given: WITH_IDENTIFIERS('11/339772', '11/347254', '12/347254'),
    finds: places('11-339772', '11-347254'),
    brings: theirOffers('11-339772', '11-347254'),
  },
  {
    line: '_1.5 _filter (0.7)',
    request: `Location?_filter=(identifier eq 11/339772 or 11/347254)&${WITH_OFFERS}`,
    given: WITH_IDENTIFIERS('11/339772', '11/347254', '12/347254'),
    finds: places('11-339772', '11-347254'),
    brings: theirOffers('11-339772', '11-347254'),
  },
];
