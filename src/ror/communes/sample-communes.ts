/** The communes of the sample directory: code (COG), name, centre in decimal degrees (WGS 84). */
export const sampleCommunes: readonly (readonly [code: string, name: string, latitude: number, longitude: number])[] = [
  ['29019', 'Brest', 48.4002, -4.5024],
  ['31555', 'Toulouse', 43.6047, 1.4442],
  ['34172', 'Montpellier', 43.6119, 3.8772],
  ['35238', 'Rennes', 48.1117, -1.6802],
  ['44109', 'Nantes', 47.2186, -1.5541],
  ['44162', 'Saint-Herblain', 47.2175, -1.6488],
  ['78646', 'Versailles', 48.8014, 2.1301],
  ['92009', 'Bois-Colombes', 48.9147, 2.2672],
  ['92026', 'Courbevoie', 48.8967, 2.2567],
  ['94043', 'Le Kremlin-Bicêtre', 48.8105, 2.3576],
  ['97411', 'Saint-Denis', -20.8789, 55.4481],
  ['97416', 'Saint-Pierre', -21.3393, 55.4781],
];
