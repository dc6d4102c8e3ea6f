export { deriveTelecomSystems } from './telecom-system';
