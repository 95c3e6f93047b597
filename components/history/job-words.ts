import type { Job } from '../../lib/domain/job';
import { count } from '../text';

/** @returns what a job is about: "Share 2 images" */
export const jobTitle = (job: Job, images: number): string =>
  count(job.undoes === undefined ? `ws_job_${job.mode}` : 'ws_job_undo', images);
