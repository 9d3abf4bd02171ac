import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from '../model/statistics.js';
import type { MessageGroup, Statistics } from '../model/statistics.js';
import { sampleBuilder } from '../model/sample.js';
import type { Sample } from '../model/sample.js';
