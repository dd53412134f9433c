/** What all stories share: the tag's documentation from the manifest, and the switch between light and dark. */
import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };

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
    layout: 'padded',
    controls: { expanded: true },
    options: { storySort: { method: '' } },
  },
  decorators: [
    (story, { globals }) => {
      const isDark = globals['theme'] === 'dark';
      document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
      document.body.style.background = isDark ? '#020617' : '#ffffff';
      return story();
    },
  ],
};

export default preview;
