import type { Translations } from '../language';

/** References between resources: the messages of `integrity/`. */
export const integrity: Translations = {
  'A reference leads nowhere': 'Une référence ne mène nulle part',
  '`{0}` leads nowhere: this server has no {1}.': '`{0}` ne mène nulle part : {1} n’existe pas sur ce serveur.',
  '`{0}` leads nowhere: no entry of the Bundle stores a resource with this fullUrl.':
    '`{0}` ne mène nulle part : aucune entrée du Bundle n’enregistre de ressource avec ce fullUrl.',
  'Give this fullUrl to the entry that is meant, or refer to a resource of this server as Type/id.':
    'Donnez ce fullUrl à l’entrée visée, ou faites référence à une ressource de ce serveur sous la forme Type/id.',
  '`{0}` leads nowhere: only a transaction can resolve it, to an entry with this fullUrl.':
    '`{0}` ne mène nulle part : seule une transaction peut la résoudre, vers une entrée qui a ce fullUrl.',
  'Send both resources in one transaction, or refer to a resource of this server as Type/id.':
    'Envoyez les deux ressources dans une même transaction, ou faites référence à une ressource de ce serveur sous la forme Type/id.',
  'Create the {0} first, or refer to one that exists.':
    'Créez d’abord la ressource {0}, ou faites référence à une ressource qui existe.',
  '{0} is not deleted, because others refer to it: {1}{2}.':
    '{0} n’est pas supprimée, car d’autres ressources y font référence : {1}{2}.',
  '{0} is not deleted, because resources that this client may not see refer to it.':
    '{0} n’est pas supprimée, car des ressources que ce client n’a pas le droit de voir y font référence.',
  'First change or delete the resources that refer to it.':
    'Modifiez ou supprimez d’abord les ressources qui y font référence.',
  ' and {0} more': ' et {0} de plus',
  ' and at least {0} more': ' et au moins {0} de plus',
};
