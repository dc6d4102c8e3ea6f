import type { Term } from '../sample/elements';
import { weightedBy } from './random';

export interface Commune {
  /** `35` */
  readonly department: string;
  readonly region: Term;
  /** Code in the official geographic code (COG), and name. */
  readonly term: Term;
  readonly postalCode: string;
  readonly position: readonly [latitude: number, longitude: number];
  /** Relative number of offers around it. */
  readonly weight: number;
}

/**
 * Regions with their departments: `department weight|commune code and name|postal code|latitude|longitude`. Weights are
 * by population.
 */
const REGIONS: Readonly<Record<Term, readonly string[]>> = {
  '84 Auvergne-Rhône-Alpes': [
    '01 66|01053 Bourg-en-Bresse|01000|46.2052|5.2255',
    '03 33|03190 Moulins|03000|46.5647|3.3325',
    '07 33|07186 Privas|07000|44.7352|4.5986',
    '15 14|15014 Aurillac|15000|44.926|2.44',
    '26 52|26362 Valence|26000|44.9334|4.8924',
    '38 128|38185 Grenoble|38000|45.1885|5.7245',
    '42 77|42218 Saint-Étienne|42000|45.4397|4.3872',
    '43 23|43157 Le Puy-en-Velay|43000|45.0433|3.885',
    '63 66|63113 Clermont-Ferrand|63000|45.7772|3.087',
    '69 189|69123 Lyon|69001|45.764|4.8357',
    '73 44|73065 Chambéry|73000|45.5646|5.9178',
    '74 84|74010 Annecy|74000|45.8992|6.1294',
  ],
  '27 Bourgogne-Franche-Comté': [
    '21 53|21231 Dijon|21000|47.322|5.0415',
    '25 55|25056 Besançon|25000|47.2378|6.0241',
    '39 26|39300 Lons-le-Saunier|39000|46.6744|5.554',
    '58 20|58194 Nevers|58000|46.9896|3.159',
    '70 23|70550 Vesoul|70000|47.6196|6.1543',
    '71 55|71270 Mâcon|71000|46.3069|4.8287',
    '89 33|89024 Auxerre|89000|47.7982|3.5738',
    '90 14|90010 Belfort|90000|47.638|6.8628',
  ],
  '53 Bretagne': [
    '22 60|22278 Saint-Brieuc|22000|48.5144|-2.7603',
    '29 60|29232 Quimper|29000|47.996|-4.1024',
    '29 32|29019 Brest|29200|48.3904|-4.4861',
    '35 110|35238 Rennes|35000|48.1119|-1.7024',
    '56 77|56260 Vannes|56000|47.6582|-2.7608',
  ],
  '24 Centre-Val de Loire': [
    '18 30|18033 Bourges|18000|47.081|2.3988',
    '28 43|28085 Chartres|28000|48.4469|1.4892',
    '36 22|36044 Châteauroux|36000|46.8103|1.691',
    '37 61|37261 Tours|37000|47.3941|0.6848',
    '41 33|41018 Blois|41000|47.5861|1.3359',
    '45 68|45234 Orléans|45000|47.903|1.9093',
  ],
  '94 Corse': ['2A 16|2A004 Ajaccio|20000|41.9192|8.7386', '2B 18|2B033 Bastia|20200|42.6973|9.4509'],
  '44 Grand Est': [
    '08 27|08105 Charleville-Mézières|08000|49.7726|4.7161',
    '10 31|10387 Troyes|10000|48.2973|4.0744',
    '51 57|51108 Châlons-en-Champagne|51000|48.9566|4.3631',
    '52 17|52121 Chaumont|52000|48.1113|5.1393',
    '54 73|54395 Nancy|54000|48.6921|6.1844',
    '55 18|55029 Bar-le-Duc|55000|48.773|5.161',
    '57 105|57463 Metz|57000|49.1193|6.1757',
    '67 115|67482 Strasbourg|67000|48.5734|7.7521',
    '68 77|68066 Colmar|68000|48.0793|7.3585',
    '88 36|88160 Épinal|88000|48.1723|6.4496',
  ],
  '32 Hauts-de-France': [
    '02 53|02408 Laon|02000|49.5641|3.6199',
    '59 261|59350 Lille|59000|50.6292|3.0573',
    '60 83|60057 Beauvais|60000|49.4295|2.0807',
    '62 146|62041 Arras|62000|50.291|2.7775',
    '80 57|80021 Amiens|80000|49.8941|2.2958',
  ],
  '11 Ile-de-france': [
    '75 214|75056 Paris|75001|48.8566|2.3522',
    '77 145|77288 Melun|77000|48.5399|2.6608',
    '78 146|78646 Versailles|78000|48.8049|2.1204',
    '91 132|91228 Évry-Courcouronnes|91000|48.6238|2.4294',
    '92 120|92050 Nanterre|92000|48.8924|2.2071',
    '92 25|92026 Courbevoie|92400|48.8973|2.2522',
    '92 18|92009 Bois-Colombes|92270|48.9175|2.2681',
    '93 168|93008 Bobigny|93000|48.9086|2.4397',
    '94 141|94028 Créteil|94000|48.7904|2.4556',
    '95 126|95127 Cergy|95000|49.0364|2.0761',
  ],
  '28 Normandie': [
    '14 70|14118 Caen|14000|49.1829|-0.3707',
    '27 60|27229 Évreux|27000|49.0241|1.1508',
    '50 50|50502 Saint-Lô|50000|49.1154|-1.0829',
    '61 28|61001 Alençon|61000|48.4329|0.0913',
    '76 126|76540 Rouen|76000|49.4432|1.0993',
  ],
  '75 Nouvelle-Aquitaine': [
    '16 35|16015 Angoulême|16000|45.65|0.16',
    '17 66|17300 La Rochelle|17000|46.1603|-1.1511',
    '19 24|19272 Tulle|19000|45.267|1.7667',
    '23 12|23096 Guéret|23000|46.1703|1.8683',
    '24 41|24322 Périgueux|24000|45.1848|0.7218',
    '33 165|33063 Bordeaux|33000|44.8378|-0.5792',
    '40 42|40192 Mont-de-Marsan|40000|43.8902|-0.4971',
    '47 33|47001 Agen|47000|44.2033|0.6163',
    '64 69|64445 Pau|64000|43.2951|-0.3708',
    '79 37|79191 Niort|79000|46.3237|-0.4648',
    '86 44|86194 Poitiers|86000|46.5802|0.3404',
    '87 37|87085 Limoges|87000|45.8336|1.2611',
  ],
  '76 Occitanie': [
    '09 15|09122 Foix|09000|42.9646|1.6053',
    '11 38|11069 Carcassonne|11000|43.213|2.3491',
    '12 28|12202 Rodez|12000|44.3506|2.5734',
    '30 75|30189 Nîmes|30000|43.8367|4.3601',
    '31 143|31555 Toulouse|31000|43.6047|1.4442',
    '32 19|32013 Auch|32000|43.6465|0.5855',
    '34 120|34172 Montpellier|34000|43.6108|3.8767',
    '46 17|46042 Cahors|46000|44.4475|1.4419',
    '48 8|48095 Mende|48000|44.5181|3.5008',
    '65 23|65440 Tarbes|65000|43.2333|0.0833',
    '66 49|66136 Perpignan|66000|42.6887|2.8948',
    '81 39|81004 Albi|81000|43.9277|2.148',
    '82 26|82121 Montauban|82000|44.0221|1.3529',
  ],
  '52 Pays de la Loire': [
    '44 130|44109 Nantes|44000|47.2184|-1.5536',
    '44 16|44162 Saint-Herblain|44800|47.2122|-1.6497',
    '49 82|49007 Angers|49000|47.4784|-0.5632',
    '53 31|53130 Laval|53000|48.0707|-0.773',
    '72 57|72181 Le Mans|72000|48.0061|0.1996',
    '85 70|85191 La Roche-sur-Yon|85000|46.6705|-1.4269',
  ],
  "93 Provence-Alpes-Côte d'Azur": [
    '04 17|04070 Digne-les-Bains|04000|44.0925|6.2356',
    '05 14|05061 Gap|05000|44.5594|6.0786',
    '06 110|06088 Nice|06000|43.7102|7.262',
    '13 206|13055 Marseille|13001|43.2965|5.3698',
    '83 110|83137 Toulon|83000|43.1242|5.928',
    '84 56|84007 Avignon|84000|43.9493|4.8055',
  ],
  '01 Guadeloupe': ['971 38|97105 Basse-Terre|97100|15.9958|-61.7292'],
  '02 Martinique': ['972 35|97209 Fort-de-France|97200|14.6161|-61.0588'],
  '03 Guyane': ['973 29|97302 Cayenne|97300|4.9224|-52.3135'],
  '04 La Réunion': [
    '974 60|97411 Saint-Denis|97400|-20.8789|55.4481',
    '974 28|97416 Saint-Pierre|97410|-21.3393|55.4781',
  ],
  '06 Mayotte': ['976 31|97608 Mamoudzou|97600|-12.7806|45.2279'],
};

/** Chief towns of all departments, and the communes of the sample. */
export const COMMUNES: readonly Commune[] = (Object.keys(REGIONS) as Term[]).flatMap((region) =>
  REGIONS[region]!.map((row) => communeOf(region, row)),
);

export const COMMUNES_BY_WEIGHT = weightedBy(COMMUNES, ({ weight }) => weight);

function communeOf(region: Term, row: string): Commune {
  const [head = '', term, postalCode = '', latitude, longitude] = row.split('|');
  const [department = '', weight] = head.split(' ');
  return {
    department,
    region,
    term: term as Term,
    postalCode,
    position: [Number(latitude), Number(longitude)],
    weight: Number(weight),
  };
}
