package insight

// deviations are values less their mean.
func deviations(values []float64) []float64 {
	mean := average64(values)
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v - mean
	}
	return out
}
