// The nodes where a single exchange is followed: their parts, and a sentence each in place of facts.
import type { SimTime } from '../../base/time.ts';
import { classNames } from '../../ui/classNames.ts';
import type { Row } from './geometry.ts';
import type { NodesProps } from './Nodes.tsx';
import styles from './StoryNodes.module.css';
import { sayKept, sayPublished, saySeen } from './sayNodes.ts';
import { useAtClock } from './useAtClock.ts';

/** Below this width the sentence goes over two lines. */
const WIDE = 236;

export function StoryNodes(props: NodesProps) {
  const { plan, clock, geometry, columns } = props;
  const { index } = plan;
  const say = (t: SimTime): readonly string[] => [
    ...columns.map(({ client, place }) =>
      place === 'upper' ? sayPublished(index, client, t) : saySeen(index, client, t),
    ),
    sayKept(index, t),
  ];
  const said = useAtClock(clock, say);
  const { bands, stageWidth } = geometry;
  return (
    <>
      {columns.map(({ client, place, column }, i) => (
        <StoryNode
          key={client}
          title={place === 'upper' ? 'Publisher' : 'Subscriber'}
          says={said[i] ?? ''}
          row={place === 'upper' ? bands.publishers : bands.subscribers}
          {...column}
        />
      ))}
      <StoryNode
        title="Broker"
        says={said[columns.length] ?? ''}
        row={bands.broker}
        left={0}
        width={stageWidth}
      />
    </>
  );
}

interface StoryNodeProps {
  readonly title: string;
  readonly says: string;
  readonly row: Row;
  readonly left: number;
  readonly width: number;
}

function StoryNode({ title, says, row, left, width }: StoryNodeProps) {
  return (
    <section
      className={classNames(styles.node, width < WIDE && styles.narrow)}
      style={{ left, width, top: row.top, height: row.height }}
      aria-label={title}
    >
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.says}>{says}</p>
    </section>
  );
}
