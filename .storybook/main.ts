/** The playground: no server, no network, no telemetry; its static build works from any folder. */
import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    // Relative addresses, or the build would only work at the root of a site.
    base: './',
    build: { ...vite.build, chunkSizeWarningLimit: 4096 },
  }),
};

export default config;
