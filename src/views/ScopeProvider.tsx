// Gives the views below it the scope that they show.

import type { ReactNode } from 'react';
import type { Scope } from '../store/scope.ts';
import { ScopeContext } from './scopeContext.ts';

export function ScopeProvider({ scope, children }: { scope: Scope; children: ReactNode }) {
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}
