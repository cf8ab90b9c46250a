// A value whose views cost much: they follow it once the page has been drawn, so that what was pressed
// answers first. Of several values in one go the last alone is followed.

import { useEffect, useState } from 'react';
import { painted } from '../store/painted.ts';

export function useAfterPaint<T>(value: T): T {
  const [followed, setFollowed] = useState(value);
  useEffect(() => {
    let isOver = false;
    void painted().then(() => {
      if (!isOver) setFollowed(() => value);
    });
    return () => {
      isOver = true;
    };
  }, [value]);
  return followed;
}
