// One exchange of a message as a small state diagram, its present states lit, with the same in words.

import { useId } from 'react';
import { labelOf } from '../../trace/copyNumber.ts';
import type { Qos } from '../../trace/event.ts';
import type { Exchange } from '../../trace/messageLife.ts';
import { formatInstant } from '../../trace/words.ts';
import { classNames } from '../../ui/classNames.ts';
import { Details } from '../../ui/Details.tsx';
import inspector from './Inspector.module.css';
import styles from './Life.module.css';
import { BOX, lifeDiagram, type StateArrow, type StateBox } from './lifeDiagram.ts';
import { sayPresent, sayRepeats, stepsOf } from './lifeText.ts';

interface ExchangeViewProps {
  readonly exchange: Exchange;
  readonly level: Qos;
}

export function ExchangeView({ exchange, level }: ExchangeViewProps) {
  const id = useId();
  const { hop, qos, copy, sender, receiver, packetId } = exchange;
  const { width, height, boxes, arrows } = lifeDiagram(exchange);
  const repeats = sayRepeats(exchange);
  const nth = hop === 2 && copy !== 1 ? `, copy ${labelOf(copy)}` : '';
  const identifier = packetId === 0 ? '' : `, identifier ${packetId}`;
  return (
    <section className={styles.exchange} aria-labelledby={id} data-level={level}>
      <h4 id={id} className={styles.title}>
        {sender.node} → {receiver.node}
        <span className={styles.facts}>
          {' '}
          hop {hop}, QoS {qos}
          {identifier}
          {nth}
        </span>
      </h4>
      <svg
        className={classNames(styles.diagram, styles[`q${level}`])}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        focusable="false"
      >
        {arrows.map((arrow) => (
          <Arrow key={`${arrow.x} ${arrow.to}`} arrow={arrow} />
        ))}
        {boxes.map((box) => (
          <Box key={`${box.side} ${box.state}`} box={box} />
        ))}
      </svg>
      <p data-testid="life">{sayPresent(exchange)}</p>
      {repeats.length === 0 ? undefined : <p className={inspector.soft}>{repeats.join('; ')}.</p>}
      <Details summary="How it got there">
        <ol className={inspector.list}>
          {stepsOf(exchange).map(({ name, at, says }) => (
            <li key={name}>
              <span className={inspector.when}>{formatInstant(at)}</span> {says}
            </li>
          ))}
        </ol>
      </Details>
    </section>
  );
}

function Box({ box }: { readonly box: StateBox }) {
  const { side, state, text, x, y, reached, isOff, sent } = box;
  return (
    <g
      className={classNames(styles.state, isOff && styles.off)}
      data-side={side}
      data-state={state}
      data-reached={reached}
    >
      <rect x={x + 0.5} y={y} width={BOX.width - 1} height={BOX.height} rx="2" />
      <text x={x + BOX.width / 2} y={y + 15} textAnchor="middle">
        {text}
      </text>
      {sent === undefined ? undefined : <Loop x={x + BOX.width} y={y} sent={sent} />}
    </g>
  );
}

/** Sending again leads back to where it was. */
function Loop({ x, y, sent }: { readonly x: number; readonly y: number; readonly sent: number }) {
  const again = sent > 1;
  return (
    <g className={styles.loop} data-again={again}>
      <path d={`M${x} ${y + 5}h7a6 6 0 0 1 0 12h-4`} />
      <path d={`M${x + 6.5} ${y + 13.5}l-4 3.5 4 3.5`} />
      {again ? (
        <text x={x + 16} y={y + 15}>
          {sent}×
        </text>
      ) : undefined}
    </g>
  );
}

function Arrow({ arrow }: { readonly arrow: StateArrow }) {
  const { x, from, to, label, lost, reached } = arrow;
  return (
    <g className={styles.arrow} data-reached={reached}>
      <path d={`M${x} ${from}V${to - 1}m-3.5 -4.5l3.5 4.5 3.5 -4.5`} />
      <text x={x + 7} y={(from + to) / 2 + 4}>
        {label}
        {lost === 0 ? undefined : <tspan className={styles.lost}> {lost} lost</tspan>}
      </text>
    </g>
  );
}
