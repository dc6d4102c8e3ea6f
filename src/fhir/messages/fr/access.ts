import type { Translations } from '../language';

/** Access control: the messages of `access/`. */
export const access: Translations = {
  'This client may not do this': 'Ce client n’a pas le droit de faire cela',
  'Ask for a token with the scope {0}.': 'Demandez un jeton avec la portée {0}.',
  'This change would touch what this client may not see':
    'Cette modification toucherait à ce que ce client n’a pas le droit de voir',
  'Leave elements that are missing in what you read as they are, or ask somebody who sees the whole resource.':
    'Laissez tels quels les éléments absents de ce que vous lisez, ou adressez-vous à quelqu’un qui voit la ressource entière.',
  'This client would not see what it asks for': 'Ce client ne verrait pas ce qu’il demande',
  'Write what is yours to see, or ask somebody who sees more.':
    'N’écrivez que ce que vous avez le droit de voir, ou adressez-vous à quelqu’un qui voit davantage.',
  'This resource has elements that this client may not see, and may not take away':
    'Cette ressource a des éléments que ce client n’a pas le droit de voir, ni de retirer',
  'Ask somebody who sees the whole resource.': 'Adressez-vous à quelqu’un qui voit la ressource entière.',
  'Together with what this client may not see, this would break a rule':
    'Avec ce que ce client n’a pas le droit de voir, cela enfreindrait une règle',
  '{0} cannot be searched by its content by this client: its database does not keep apart what may be seen':
    'Ce client ne peut pas rechercher {0} par son contenu : la base de données ne distingue pas ce qui peut être vu',
  'Search by _id and _lastUpdated, and read what is found.':
    'Recherchez par _id et _lastUpdated, puis lisez ce qui est trouvé.',
  'This client may not sort by what references lead to in {0}: it does not see all of them':
    'Ce client ne peut pas trier par ce que des références désignent dans {0} : il ne les voit pas toutes',
  'Sort by something else.': 'Triez par autre chose.',
};
