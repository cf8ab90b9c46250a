// The part of framer-motion that is loaded later: see MotionProvider.tsx.

export { domAnimation } from 'framer-motion';
