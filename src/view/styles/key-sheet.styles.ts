/** The sheet of keys. */
import { css } from 'lit';

export const keySheetStyles = css`
  .sheet {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    z-index: 5;
    display: flex;
    flex-direction: column;
    inline-size: 40rem;
    max-block-size: calc(100% - 1rem);
    max-inline-size: calc(100% - 1rem);
    overflow: hidden;
  }
  .sheet header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.375rem 0.375rem 0.25rem 0.875rem;
    font-weight: 600;
  }
  .sheet-groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
    gap: 0 2rem;
    padding: 0 0.875rem 0.875rem;
    overflow: auto;
  }
  .sheet-groups:focus-visible {
    outline-offset: -2px;
  }
  .sheet-groups section {
    padding-block-end: 0.625rem;
  }
  .sheet h3 {
    margin: 0;
    padding-block: 0.25rem;
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 600;
  }
  .sheet dl > div {
    display: flex;
    flex-direction: row-reverse;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding-block: 0.1875rem;
  }
  .sheet dt {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.25rem 0.375rem;
    max-inline-size: 60%;
  }
  .chord {
    display: inline-flex;
    gap: 0.125rem;
  }
  kbd {
    min-inline-size: 1.25rem;
    padding: 0 0.3125rem;
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: 4px;
    color: var(--_muted);
    background: var(--_surface);
    font: 500 0.6875rem/1.125rem var(--_ui-font);
    text-align: center;
    white-space: nowrap;
  }
`;
