import { language } from '../text';

/** @returns sentences in a row; Chinese puts no space between them */
export const sentences = (...parts: string[]): string => parts.join(language() === 'zh-CN' ? '' : ' ');
