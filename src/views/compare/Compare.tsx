// The Compare screen's main part: what is compared, the lanes' pictures, one transport for all of them,
// where they part, and what it comes to.

import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { networkAt } from '../../store/clients.ts';
import type { Comparison } from '../../store/comparison.ts';
import { useInstant, useVersion } from '../scopeContext.ts';
import { TransportPanel } from '../transport/transportPanel.ts';
import styles from './Compare.module.css';
import { CompareCounters } from './CompareCounters.tsx';
import { modeOf } from './compareMode.ts';
import { Difference } from './Difference.tsx';
import { Findings } from './Findings.tsx';
import { LaneColumn } from './LaneColumn.tsx';
import { LanePicture } from './LanePicture.tsx';
import { laneLabel, laneLevel } from './laneText.ts';
import { useLaneCounters } from './useLaneCounters.ts';
import { WhatIsCompared } from './WhatIsCompared.tsx';

/** In the scope of all lanes. */
export function Compare({ comparison }: { readonly comparison: Comparison }) {
  const lanes = useStore(comparison.state, (state) => state.lanes);
  const counted = useLaneCounters(lanes);
  const latencyMs = useLongestLatency(comparison);
  const [pressedIn, setPressedIn] = useState(0);
  const variants = lanes.map(({ variant }) => variant);
  const mode = modeOf(variants);
  const labels = useMemo(
    () => lanes.map(({ variant }) => laneLabel(variant, mode === 'message')),
    [lanes, mode],
  );
  return (
    <div className={styles.compare}>
      <WhatIsCompared
        variants={variants}
        onChange={(changed) => void comparison.compare(changed)}
      />
      <div className={styles.lanes}>
        {counted.map((lane, i) => (
          <LaneColumn
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane's place is all that stays of it
            key={i}
            lane={lane}
            label={labels[i] ?? ''}
            level={laneLevel(lane.variant)}
          >
            <LanePicture
              latencyMs={latencyMs}
              place={i}
              hasActions={i === pressedIn}
              onPress={setPressedIn}
            />
          </LaneColumn>
        ))}
      </div>
      <TransportPanel several />
      <Difference lanes={lanes} labels={labels} />
      <CompareCounters lanes={counted} labels={labels} />
      <Findings comparison={comparison} lanes={lanes} labels={labels} mode={mode} />
    </div>
  );
}

/** One scale of time for all pictures: that of the lane in which a hop takes longest. */
function useLongestLatency({ state }: Comparison): number {
  const t = useInstant();
  useVersion();
  const { lanes } = state.getState();
  return Math.max(...lanes.map(({ run }) => networkAt(run.state.getState(), t).latencyMs));
}
