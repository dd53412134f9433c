/** What all stories share: the tag's documentation from the manifest, and the switch between light and dark. */
import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import { isFixed } from '../stories/moment.js';

setCustomElementsManifest(manifest);

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'The color-scheme of the page around the tag',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light' },
  parameters: {
    // A picture is of the tag, as wide as the page.
    layout: isFixed ? 'fullscreen' : 'padded',
    controls: { expanded: true },
    options: { storySort: { method: '' } },
  },
  decorators: [
    (story, { globals }) => {
      const isDark = globals['theme'] === 'dark';
      document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
      document.body.style.background = 'light-dark(#ffffff, #020617)';
      return story();
    },
  ],
};

export default preview;
