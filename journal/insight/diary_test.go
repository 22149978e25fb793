package insight

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"enactive/journal/optional"
)

// TestTheRealDiary reads a private diary that is not shipped.
func TestTheRealDiary(t *testing.T) {
	file, err := os.Open("../../../shared/data/diary/diary.csv")
	if err != nil {
		t.Logf("THE REAL DIARY IS NOT HERE, so nothing was tried on it: %v", err)
		return
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var samples []Sample
	for i, row := range rows[1:] {
		when, err := time.Parse(time.DateTime, row[0]+" "+row[1])
		if err != nil {
			t.Fatal(err)
		}
		stretched := func(column int) Number {
			v, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				return Number{}
			}
			return optional.Some((v - 1) / 6 * 100)
		}
		samples = append(samples, Sample{ID: fmt.Sprintf("%05d", i), Time: when, BeforeAt: when,
			Before: stretched(2), Performance: stretched(6), Stress: stretched(7)})
	}
	trend, stress := Trend(Data{Samples: samples}), Stress(Data{Samples: samples})
	if trend.N != 238 || trend.Verdict != TrendNoClearChange {
		t.Errorf("trend: %d days, %s", trend.N, trend.Verdict)
	}
	days, means := daySeries(trend.Days)
	model := estimateTrend(days, means, nil) // alone, without the jump that the trend also allows for
	near(t, "level", model.mean[trend.N-1], 51.66, 1e-4)
	near(t, "change", trend.ChangeMean.Or(0), 0.97, 5e-3)
	if stress.Verdict != StressDown || stress.Curve != nil {
		t.Errorf("stress: %s with %d points of a curve", stress.Verdict, len(stress.Curve))
	}
	near(t, "tau-b", stress.Kendall.TauB, -0.3296, 1e-4)
}
