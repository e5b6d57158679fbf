import type { Page } from 'playwright-core';

/**
 * The texts of a page whose contrast to what lies behind them is below
 * `least`, as WCAG counts it, with their contrast.
 */
export async function paleTexts(page: Page, least: number): Promise<string[]> {
  return page.evaluate(`(${PALE})(${least})`);
}

const PALE = `(least) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const pixel = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const behind = (at) => {
    for (let element = at; element !== null; element = element.parentElement) {
      const colour = pixel(getComputedStyle(element).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.offsetParent !== null && !element.closest('.small') && hasText(element))
    .map((element) => {
      const [low, high] = [pixel(getComputedStyle(element).color), behind(element)]
        .map(luminance)
        .sort((a, b) => a - b);
      return { text: element.textContent, contrast: (high + 0.05) / (low + 0.05) };
    })
    .filter(({ contrast }) => contrast < least)
    .map(({ text, contrast }) => contrast.toFixed(1) + ' ' + text);
}`;
