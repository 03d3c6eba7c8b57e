export * from './element.d.ts';
