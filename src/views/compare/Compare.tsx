// The Compare screen's main part: what is compared, the lanes' pictures, one transport for all of them,
// where they part, and what it comes to.

import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { networkAt } from '../../store/clients.ts';
import type { Comparison } from '../../store/comparison.ts';
import { useInstant, useVersion } from '../scopeContext.ts';
import { TransportPanel } from '../transport/transportPanel.ts';
import styles from './Compare.module.css';
import { CompareCounters } from './CompareCounters.tsx';
import { Conditions } from './Conditions.tsx';
import { type ComparedLanes, modeOf, noteLanes } from './compareMode.ts';
import { Difference } from './Difference.tsx';
import { Findings } from './Findings.tsx';
import { LaneColumn } from './LaneColumn.tsx';
import { LanePicture } from './LanePicture.tsx';
import { laneLabel, laneLevel } from './laneText.ts';
import { useLaneCounters } from './useLaneCounters.ts';
import { WhatIsCompared } from './WhatIsCompared.tsx';

interface CompareProps {
  readonly comparison: Comparison;
  /** Where is kept what was compared. */
  readonly compared: ComparedLanes;
  readonly onPreset: (name: string) => void;
}

/** In the scope of all lanes. */
export function Compare({ comparison, compared, onPreset }: CompareProps) {
  const lanes = useStore(comparison.state, (state) => state.lanes);
  const counted = useLaneCounters(lanes);
  const latencyMs = useLongestLatency(comparison);
  const [pressedIn, setPressedIn] = useState(0);
  const variants = lanes.map(({ variant }) => variant);
  useEffect(() => {
    noteLanes(
      compared,
      lanes.map(({ variant }) => variant),
    );
  }, [compared, lanes]);
  const mode = modeOf(variants);
  const labels = useMemo(
    () => lanes.map(({ variant }) => laneLabel(variant, mode === 'message')),
    [lanes, mode],
  );
  return (
    <div className={styles.compare}>
      <WhatIsCompared
        variants={variants}
        compared={compared}
        onPreset={onPreset}
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
      <Conditions lanes={variants} />
      <div className={styles.transport}>
        <TransportPanel several />
      </div>
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
