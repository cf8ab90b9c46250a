// Light or dark: of a picture, or of the page around an embed.

import type { Theme } from '../../exports/ladderColours.ts';
import { Segmented } from '../../ui/Segmented.tsx';

interface ThemeChoiceProps {
  readonly label: string;
  readonly value: Theme;
  readonly onChange: (theme: Theme) => void;
}

export function ThemeChoice(props: ThemeChoiceProps) {
  return <Segmented {...props} options={OPTIONS} />;
}

const OPTIONS = [
  { value: 'light', label: 'light' },
  { value: 'dark', label: 'dark' },
] as const;
