import type { Translations } from '../language';

/** Access control: the messages of `access/`. */
export const access: Translations = {
  'This client is not allowed to do this': 'Ce client n’a pas le droit de faire cela',
  'Request a token with the scope {0}.': 'Demandez un jeton avec le scope {0}.',
  'This change would affect elements that this client is not allowed to see':
    'Cette modification toucherait des éléments que ce client n’a pas le droit de voir',
  'Do not touch elements that were missing from what you read, or ask someone who can see the whole resource.':
    'Ne touchez pas aux éléments absents de ce que vous avez lu, ou adressez-vous à une personne qui voit la ressource entière.',
  'This client would not be allowed to see the result of this write':
    'Ce client n’aurait pas le droit de voir le résultat de cette écriture',
  'Write only what you are allowed to see, or ask someone who can see more.':
    'N’écrivez que ce que vous avez le droit de voir, ou adressez-vous à une personne qui voit davantage.',
  'This resource has elements that this client is not allowed to see, and so cannot remove':
    'Cette ressource a des éléments que ce client n’a pas le droit de voir, ni donc de supprimer',
  'Ask someone who can see the whole resource.': 'Adressez-vous à une personne qui voit la ressource entière.',
  'Together with elements that this client is not allowed to see, this would break a rule':
    'Combiné à des éléments que ce client n’a pas le droit de voir, cela enfreindrait une règle',
  'The search index of {0} is not up to date with the access policies, so only clients that see everything can search':
    'L’index de recherche de {0} n’est pas à jour des règles d’accès ; seuls les clients qui voient tout peuvent donc chercher',
  'Send the request again later.': 'Renvoyez la requête plus tard.',
  'This client cannot search {0} by its content, because the database does not distinguish what the client may see':
    'Ce client ne peut pas rechercher {0} par son contenu : la base de données ne distingue pas ce qu’il a le droit de voir',
  'Search by _id and _lastUpdated, and read what is found.':
    'Recherchez par _id et _lastUpdated, puis lisez ce qui est trouvé.',
  'This client cannot sort by references to {0}, because it does not see all of these resources':
    'Ce client ne peut pas trier par des références vers {0} : il ne voit pas toutes ces ressources',
  'This client may not read {0}, so its patches must not depend on what is stored':
    'Ce client n’a pas le droit de lire {0} : ses patchs ne doivent pas dépendre de ce qui est enregistré',
  'Leave out test operations and values to delete, and name elements by their position instead of by conditions.':
    'Omettez les opérations test et les valeurs à supprimer, et désignez les éléments par leur position plutôt que par des conditions.',
  'The patch does not fit the stored resource, which this client may not read':
    'Le patch ne convient pas à la ressource enregistrée, que ce client n’a pas le droit de lire',
  'Sort by something else.': 'Triez par autre chose.',
};
