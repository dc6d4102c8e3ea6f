import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { DEFAULT_DATABASE_URL, dataSourceOptions } from './src/persistence/data-source';

/** For the TypeORM command line; the app builds its own from the same options. */
export default new DataSource(dataSourceOptions({ url: process.env.DATABASE_URL ?? DEFAULT_DATABASE_URL }));
