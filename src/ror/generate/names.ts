const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

export const FAMILY_NAMES = words(`
  MARTIN, BERNARD, THOMAS, PETIT, ROBERT, RICHARD, DURAND, DUBOIS, MOREAU, LAURENT, SIMON, MICHEL, LEFEBVRE, LEROY, ROUX, DAVID,
  BERTRAND, MOREL, FOURNIER, GIRARD, BONNET, DUPONT, LAMBERT, FONTAINE, ROUSSEAU, VINCENT, MULLER, LEFÈVRE, FAURE, ANDRÉ, MERCIER,
  BLANC, GUÉRIN, BOYER, GARNIER, CHEVALIER, FRANÇOIS, LEGRAND, GAUTHIER, GARCIA, PERRIN, ROBIN, CLÉMENT, MORIN, NICOLAS, HENRY, ROUSSEL,
  MATHIEU, GAUTIER, MASSON, MARCHAND, DUVAL, DENIS, DUMONT, MARIE, LEMAIRE, NOËL, MEYER, DUFOUR, MEUNIER, BRUN, BLANCHARD, GIRAUD, JOLY,
  RIVIÈRE, LUCAS, BRUNET, GAILLARD, BARBIER, ARNAUD, MARTÍNEZ, GÉRARD, ROCHE, RENARD, SCHMITT, ROY, LEROUX, COLIN, VIDAL, CARON, PICARD,
  BENALI, NGUYEN, DIALLO, HOARAU, PAYET, LE GALL, LE GOFF, TANGUY, ETCHEVERRY, LUCIANI, TRAORÉ, DA SILVA, HADDAD, COHEN, KOWALSKI`);

export const WOMEN = words(`
  Marie, Nathalie, Isabelle, Sylvie, Catherine, Sandrine, Céline, Sophie, Stéphanie, Aurélie, Julie, Émilie, Camille, Léa, Manon, Chloé,
  Inès, Sarah, Claire, Hélène, Anaïs, Élodie, Mathilde, Pauline, Fatima, Maëlle, Solenn, Amandine, Françoise, Zoé`);

export const MEN = words(`
  Jean, Philippe, Michel, Alain, Patrick, Nicolas, Christophe, Pierre, Laurent, Frédéric, David, Julien, Thomas, Sébastien, Alexandre,
  Maxime, Antoine, Hugo, Lucas, Mehdi, Karim, Erwan, Yann, Rémi, Loïc, Benoît, Gaëtan, Étienne, Noël, Théo`);

/** Names that follow a street type. */
export const STREET_NAMES = words(`
  de la République, Victor Hugo, Jean Jaurès, Pasteur, de la Gare, des Lilas, du Moulin, de l'Église, des Écoles, Gambetta, du Stade, des Acacias,
  du Château, Voltaire, de Verdun, des Tilleuls, de la Fontaine, Marie Curie, des Vignes, du Lavoir, Simone Veil, des Peupliers, du Port, de la Paix`);

/** Names of residences and services. */
export const HOUSE_NAMES = words(`
  Les Ajoncs, Les Glycines, Les Tilleuls, Le Clos fleuri, Bel Air, Les Mimosas, La Roseraie, Beausoleil, Les Cèdres, La Fontaine, Les Oliviers,
  Le Val vert, Les Charmilles, Les Hirondelles, La Chênaie, Les Bruyères, Le Parc, Les Marronniers, Les Jardins, L'Érable, Les Quatre Saisons`);

/** Names of hospitals, taken from people. */
export const PATRONS = words(`
  Camille-Aubrac, Jeanne-Villemur, Louis-Pasteur, Simone-Veil, Ambroise-Paré, Marie-Curie, Saint-Louis, Émile-Roux, Lucie-Aubrac,
  René-Laennec, Saint-Joseph, Claude-Bernard, Madeleine-Brès, Jean-Rostand, Sainte-Anne, Henri-Mondor, Rosalind-Franklin`);
