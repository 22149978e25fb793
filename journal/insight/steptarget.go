package insight

// StepTarget is the chance of success that the next step aims for, 0-1 (docs/science.md, section G).
const StepTarget = stepTarget
