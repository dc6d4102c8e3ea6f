import type { Translations } from '../language';

/** The invariants of R4: the messages of `validation/words/`. */
export const invariants: Translations = {
  'An element with `{0}` has `{1}` too': 'Un élément qui a `{0}` a aussi `{1}`',
  'With `{0}` {1}, there is `{2}`': 'Lorsque `{0}` est {1}, `{2}` est présent',
  'There is at least one of {0}': 'Au moins un de ces éléments est présent : {0}',
  'Add {0}.': 'Ajoutez {0}.',
  'There is exactly one of {0}': 'Un seul de ces éléments est présent : {0}',
  'Keep or add one: {0}.': 'Gardez-en ou ajoutez-en un seul : {0}.',
  'There is at most one of {0}': 'Un de ces éléments au plus est présent : {0}',
  '`{0}` and `{1}` exclude each other': '`{0}` et `{1}` s’excluent',
  '`{0}` and `{1}` go together': '`{0}` et `{1}` vont ensemble',
  '`{0}` is only there when `{1}` is {2}': '`{0}` n’est présent que lorsque `{1}` est {2}',
  'Remove `{0}`, or change `{1}`.': 'Supprimez `{0}`, ou changez `{1}`.',
  '`{0}` is not there when `{1}` is {2}': '`{0}` n’est pas présent lorsque `{1}` est {2}',
  'No two `{0}` are the same': 'Il n’y a pas deux `{0}` identiques',
  'Change or remove what is there twice.': 'Changez ou supprimez ce qui figure deux fois.',
  'This quantity has no comparator': 'Cette quantité n’a pas de comparateur',
  'Remove `comparator`.': 'Supprimez `comparator`.',

  'Only an appointment that is proposed, cancelled or on a waiting list has no time':
    'Seul un rendez-vous proposé, annulé ou sur liste d’attente est sans horaire',
  'Add `start` and `end`.': 'Ajoutez `start` et `end`.',
  'Each entry of a batch, a transaction or a history has a `request`, and no other entry has one':
    'Chaque entrée d’un lot, d’une transaction ou d’un historique a une `request`, et aucune autre entrée n’en a',
  'Add or remove `request`, or change `type`.': 'Ajoutez ou supprimez `request`, ou changez `type`.',
  'Each entry of the response to a batch or a transaction, or of a history, has a `response`, and no other entry has one':
    'Chaque entrée de la réponse à un lot ou à une transaction, ou d’un historique, a une `response`, et aucune autre entrée n’en a',
  'Add or remove `response`, or change `type`.': 'Ajoutez ou supprimez `response`, ou changez `type`.',
  'No two entries have the same `fullUrl`, unless they are versions of one resource':
    'Deux entrées n’ont pas la même `fullUrl`, sauf si ce sont des versions d’une même ressource',
  'A document has an identifier with its system and value':
    'Un document a un identifiant, avec son système et sa valeur',
  'Add `identifier.system` and `identifier.value`.': 'Ajoutez `identifier.system` et `identifier.value`.',
  'The first entry of a document is a Composition': 'La première entrée d’un document est une Composition',
  'Put the Composition first.': 'Placez la Composition en premier.',
  'The first entry of a message is a MessageHeader': 'La première entrée d’un message est un MessageHeader',
  'Put the MessageHeader first.': 'Placez le MessageHeader en premier.',
  'The `fullUrl` of an entry does not name a version': 'La `fullUrl` d’une entrée ne désigne pas une version',
  'Remove `/_history/…` from it.': 'Retirez-en `/_history/…`.',
  'A consent of this scope names the patient': 'Un consentement de cette portée nomme le patient',
  'Add `patient`.': 'Ajoutez `patient`.',
  'A linkage has at least two items': 'Un rapprochement a au moins deux éléments',
  'Add the other `item`.': 'Ajoutez l’autre `item`.',
  'A task is not modified before it is authored': 'Une tâche n’est pas modifiée avant d’être créée',
  'Put the later moment into `lastModified`.': 'Mettez le moment le plus tardif dans `lastModified`.',
  'A group has items, and a display has none': 'Un groupe a des éléments, un affichage n’en a pas',
  'Add or remove `item`, or change `type`.': 'Ajoutez ou supprimez `item`, ou changez `type`.',
  'Only a question for a choice, a number, a date, a time, a string or a quantity offers answers':
    'Seule une question sur un choix, un nombre, une date, une heure, une chaîne ou une quantité propose des réponses',
  'Remove `answerOption` and `answerValueSet`, or change `type`.':
    'Supprimez `answerOption` et `answerValueSet`, ou changez `type`.',
  'A display is neither required nor repeated': 'Un affichage n’est ni obligatoire ni répété',
  'Remove `required` and `repeats`, or change `type`.': 'Supprimez `required` et `repeats`, ou changez `type`.',
  'Groups and displays have no initial value': 'Les groupes et les affichages n’ont pas de valeur initiale',
  'Remove `initial`, or change `type`.': 'Supprimez `initial`, ou changez `type`.',
  'With more than two conditions, `enableBehavior` says how they are joined':
    'Au-delà de deux conditions, `enableBehavior` dit comment elles se combinent',
  'Add `enableBehavior`: all or any.': 'Ajoutez `enableBehavior` : all ou any.',
  'Only an item that repeats has several initial values': 'Seul un élément répété a plusieurs valeurs initiales',
  'Keep one `initial`, or add `repeats`: true.': 'Gardez une seule `initial`, ou ajoutez `repeats` : true.',
  'Whether an answer exists is asked with true or false': 'L’existence d’une réponse se demande par true ou false',
  'Write `answerBoolean`.': 'Écrivez `answerBoolean`.',

  'What was entered in error has no clinical status': 'Ce qui a été saisi par erreur n’a pas de statut clinique',
  'Remove `clinicalStatus`.': 'Supprimez `clinicalStatus`.',
  'An allergy that was not entered in error has a clinical status':
    'Une allergie qui n’a pas été saisie par erreur a un statut clinique',
  'Add `clinicalStatus`.': 'Ajoutez `clinicalStatus`.',
  'Only a practitioner acts on behalf of an organization': 'Seul un professionnel agit au nom d’une organisation',
  'Remove `onBehalfOf`, or refer to a Practitioner in `member`.':
    'Supprimez `onBehalfOf`, ou référencez un Practitioner dans `member`.',
  'A condition that has abated is inactive, in remission or resolved':
    'Une affection qui a pris fin est inactive, en rémission ou guérie',
  'Change `clinicalStatus`, or remove `abatement[x]`.': 'Changez `clinicalStatus`, ou supprimez `abatement[x]`.',
  'A medication is not handed over before it is prepared': 'Un médicament n’est pas remis avant d’être préparé',
  'Put the later moment into `whenHandedOver`.': 'Mettez le moment le plus tardif dans `whenHandedOver`.',
  'Positions are counted from 0 or from 1': 'Les positions se comptent à partir de 0 ou de 1',
  'Write 0 or 1 in `coordinateSystem`.': 'Écrivez 0 ou 1 dans `coordinateSystem`.',
  'An observation with a value has no component of the same code':
    'Une observation qui a une valeur n’a pas de composant du même code',
  'Remove `value[x]`, or the component.': 'Supprimez `value[x]`, ou le composant.',
  'A probability is at most 100': 'Une probabilité ne dépasse pas 100',
  'Write a percentage: 0 to 100.': 'Écrivez un pourcentage : de 0 à 100.',
  'A range of probabilities is given in per cent': 'Un intervalle de probabilités s’exprime en pour cent',
  'Write "system": "http://unitsofmeasure.org", "code": "%" in `low` and `high`.':
    'Écrivez "system": "http://unitsofmeasure.org", "code": "%" dans `low` et `high`.',

  'A statement of capabilities has `software` and no `implementation`':
    'Une déclaration de capacités a `software` et pas d’`implementation`',
  'Add `software`, remove `implementation`, or change `kind`.':
    'Ajoutez `software`, supprimez `implementation`, ou changez `kind`.',
  'A statement of requirements has neither `software` nor `implementation`':
    'Une déclaration d’exigences n’a ni `software` ni `implementation`',
  'Remove both, or change `kind`.': 'Supprimez les deux, ou changez `kind`.',
  'An operation has a source, or else exactly one of `targetId`, `url` and `params`':
    'Une opération a une source, sinon un seul élément parmi `targetId`, `url` et `params`',
  'Add `sourceId`, or keep one of them.': 'Ajoutez `sourceId`, ou n’en gardez qu’un.',
  'An assertion makes one statement only': 'Une assertion n’affirme qu’une seule chose',
  'Keep one of its elements, and write an assertion of its own for each of the others.':
    'Gardez un seul de ses éléments, et écrivez une assertion pour chacun des autres.',
  '`compareToSourceId` goes with an expression or a path to compare with':
    '`compareToSourceId` va avec une expression ou un chemin de comparaison',
  'Add or remove `compareToSourceExpression` or `compareToSourcePath`.':
    'Ajoutez ou supprimez `compareToSourceExpression` ou `compareToSourcePath`.',
  'Only an assertion about a response asks for its status': 'Seule une assertion sur une réponse porte sur son statut',
  'Remove `response` and `responseCode`, or write `direction`: response.':
    'Supprimez `response` et `responseCode`, ou écrivez `direction` : response.',
  'No two documents have the same profile and mode':
    'Deux documents n’ont jamais à la fois le même profil et le même mode',
  'A narrower or inexact target has a comment': 'Une cible plus étroite ou inexacte a un commentaire',
  'Add `comment`.': 'Ajoutez `comment`.',
  'The FHIR versions of a resource are among those of the guide':
    'Les versions de FHIR d’une ressource font partie de celles du guide',
  'Add the version to `fhirVersion` of the guide, or remove it from the resource.':
    'Ajoutez la version à `fhirVersion` du guide, ou retirez-la de la ressource.',
  'The `groupingId` of a resource is the id of a grouping':
    'Le `groupingId` d’une ressource est l’id d’un regroupement',
  'Add the `grouping`, or correct `groupingId`.': 'Ajoutez le `grouping`, ou corrigez `groupingId`.',
  'A stratifier has either components or a code, a description or a criteria of its own':
    'Un stratificateur a soit des composants, soit un code, une description ou un critère qui lui sont propres',
  'Remove one of the two, or add one.': 'Supprimez l’un des deux, ou ajoutez-en un.',
  'A report of collected data has no groups': 'Un rapport de données collectées n’a pas de groupes',
  'Remove `group`, or change `type`.': 'Supprimez `group`, ou changez `type`.',
  'A stratum has either a value or components': 'Une strate a soit une valeur, soit des composants',
  '`max` is 1 or more, or *': '`max` vaut 1 ou plus, ou *',
  'Write a whole number of 1 or more, or *.': 'Écrivez un nombre entier supérieur ou égal à 1, ou *.',
  'The root of a naming system has no UUID': 'La racine d’un système de nommage n’a pas d’UUID',
  'Remove it, or change `kind`.': 'Supprimez-le, ou changez `kind`.',
  'Of each type, at most one identifier is preferred': 'De chaque type, un identifiant au plus est préféré',
  'Keep `preferred`: true on one of them.': 'Gardez `preferred` : true sur un seul d’entre eux.',
  'Of several versions, each has its code': 'S’il y a plusieurs versions, chacune a son code',
  'Add `code` to each `version`.': 'Ajoutez `code` à chaque `version`.',
  'Codes and filters are of a system': 'Les codes et les filtres relèvent d’un système',
  'Add `system`.': 'Ajoutez `system`.',
  'An entry without a code is abstract': 'Une entrée sans code est abstraite',
  'Add `code`, or `abstract`: true.': 'Ajoutez `code`, ou `abstract` : true.',

  'The first element does not repeat its type': 'Le premier élément ne répète pas son type',
  'Remove `type` from it.': 'Retirez-en `type`.',
  'Every element has an id': 'Chaque élément a un id',
  'Add `id` to each.': 'Ajoutez `id` à chacun.',
  '`min` is not above `max`': '`min` ne dépasse pas `max`',
  'Lower `min`, or raise `max`.': 'Diminuez `min`, ou augmentez `max`.',
  'An element with the content of another one says nothing about its content itself':
    'Un élément qui a le contenu d’un autre ne dit rien du sien',
  'Remove `contentReference`, or what is said of type, values, length and binding.':
    'Supprimez `contentReference`, ou ce qui est dit du type, des valeurs, de la longueur et du jeu de valeurs.',
  'An element with a fixed value has one type': 'Un élément à valeur fixe a un seul type',
  'Keep one `type`.': 'Gardez un seul `type`.',
  'An element with a pattern has one type': 'Un élément à modèle a un seul type',
  'The name of a slice has only letters, digits and / - _ [ ] @':
    'Le nom d’une tranche n’a que des lettres, des chiffres et / - _ [ ] @',
  'Replace the other characters in `sliceName`.': 'Remplacez les autres caractères de `sliceName`.',
  'An element that modifies the meaning of others says why': 'Un élément qui modifie le sens des autres dit pourquoi',
  'Add `isModifierReason`.': 'Ajoutez `isModifierReason`.',
  '`max` is a whole number or *': '`max` est un nombre entier ou *',
  'Write a whole number, or *.': 'Écrivez un nombre entier, ou *.',
  'The address of a value set starts with http:, https: or urn:':
    'L’adresse d’un jeu de valeurs commence par http:, https: ou urn:',
  'Write its whole canonical URL.': 'Écrivez son URL canonique complète.',
  'A snapshot that does not constrain another type has each path once':
    'Un snapshot qui ne contraint pas un autre type a chaque chemin une seule fois',
  'A definition that is not abstract has a base': 'Une définition qui n’est pas abstraite a une base',
  'Add `baseDefinition`.': 'Ajoutez `baseDefinition`.',
  'The definition of an extension says where it may stand':
    'La définition d’une extension dit où celle-ci peut figurer',
  'Add `context`.': 'Ajoutez `context`.',
  'The first element has no label, no code and no requirements':
    'Le premier élément n’a ni libellé, ni code, ni exigences',
  'Remove them from it.': 'Retirez-les-en.',
  'The first element of a snapshot is the type itself': 'Le premier élément d’un snapshot est le type lui-même',
  'Write the type of the definition as its `path`.': 'Écrivez le type de la définition dans son `path`.',
  'A definition of FHIR itself uses the types of FHIR': 'Une définition de FHIR même utilise les types de FHIR',
  'Write the codes of types, such as string or CodeableConcept.':
    'Écrivez les codes de types, comme string ou CodeableConcept.',
  'A definition of FHIR itself has no default values': 'Une définition de FHIR même n’a pas de valeurs par défaut',
  'Remove `defaultValue[x]` from its elements.': 'Supprimez `defaultValue[x]` de ses éléments.',
  'The first element is not a slice': 'Le premier élément n’est pas une tranche',
  'Remove `sliceName` from it.': 'Retirez-en `sliceName`.',
  'Each element of a snapshot has a definition, a minimum and a maximum':
    'Chaque élément d’un snapshot a une définition, un minimum et un maximum',
  'Add `definition`, `min` and `max`.': 'Ajoutez `definition`, `min` et `max`.',
  'The paths of a snapshot start with the type': 'Les chemins d’un snapshot commencent par le type',
  'Begin each `path` with the type of the definition and a dot.':
    'Commencez chaque `path` par le type de la définition et un point.',
  'Each element of a snapshot has a base': 'Chaque élément d’un snapshot a une base',
  'Add `base` to each.': 'Ajoutez `base` à chacun.',
  'A binding has a value set or a description': 'Une liaison a un jeu de valeurs ou une description',
  'Add `binding.valueSet` or `binding.description`.': 'Ajoutez `binding.valueSet` ou `binding.description`.',
  'The first element is not sliced': 'Le premier élément n’est pas découpé en tranches',
  'Remove `slicing` from it.': 'Retirez-en `slicing`.',
  'The paths of a differential start with the type': 'Les chemins d’un différentiel commencent par le type',
};
