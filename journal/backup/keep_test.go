package backup

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var berlin = time.FixedZone("", 3600)

// noon is a Monday.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, berlin)

// ago returns noon moved back by each number of hours.
func ago(hours ...int) []time.Time {
	var times []time.Time
	for _, h := range hours {
		times = append(times, noon.Add(-time.Duration(h)*time.Hour))
	}
	return times
}

// every returns n times, the first one now, step apart and going back.
func every(n int, step time.Duration) []time.Time {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = noon.Add(-time.Duration(i) * step)
	}
	return times
}

// keptIndexes returns the indexes of the backups that are kept.
func keptIndexes(times []time.Time, now time.Time) []int {
	var numbers []int
	for i, stays := range Keep(times, now) {
		if stays {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

func upTo(n int) []int {
	var numbers []int
	for i := range n {
		numbers = append(numbers, i)
	}
	return numbers
}

func TestKeepChoosesBackups(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name  string
		times []time.Time
		want  []int
	}{
		{"no backups", nil, nil},
		{"the only one, however old", ago(10 * 365 * 24), []int{0}},
		{"ten of one hour", every(10, time.Minute), upTo(10)},
		{"the eleventh of one hour is removed", every(11, time.Minute), upTo(10)},
		{"the newest of each of fourteen days", every(14, day), upTo(14)},
		// Fifteen days back is 8 November, a Sunday, the newest of its week; the one before it
		// is removed.
		{"older ones are kept as the newest of a week", every(17, day), append(upTo(14), 15)},
		{"an older one of a day with a newer one is removed", append(every(10, time.Minute), ago(24, 25, 26)...), append(upTo(10), 10)},
		{"days without a backup are not counted", ago(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24*100, 24*101), append(upTo(10), 10, 11)},
		{"the order given does not matter", append(ago(30, 29), every(10, time.Minute)...), append([]int{1}, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, keptIndexes(c.times, noon)); diff != "" {
				t.Errorf("the kept backups differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTwoYearsOfDailyBackupsReachBackAYear(t *testing.T) {
	times := every(730, 24*time.Hour)
	kept := keptIndexes(times, noon)
	// The 14 days, then 6 of the 8 weeks and the ends of 11 months, one of which may also be a
	// Sunday.
	if len(kept) < 24 || len(kept) > keepDaily+keepWeekly+keepMonthly {
		t.Errorf("%d backups are kept", len(kept))
	}
	oldest := times[kept[len(kept)-1]]
	if want := time.Date(2025, 12, 31, 12, 0, 0, 0, berlin); !oldest.Equal(want) {
		t.Errorf("the oldest is of %s, want %s", oldest, want)
	}
}

func TestDaysFollowTheTimeZone(t *testing.T) {
	// 23:30 and 00:30 UTC are one day in Berlin.
	late, later := time.Date(2026, 10, 1, 23, 30, 0, 0, time.UTC), time.Date(2026, 10, 2, 0, 30, 0, 0, time.UTC)
	times := append(every(10, time.Minute), late, later)
	if kept := Keep(times, noon); kept[10] || !kept[11] {
		t.Errorf("in Berlin: the earlier one is kept: %v, the later one: %v", kept[10], kept[11])
	}
	if kept := Keep(times, noon.UTC()); !kept[10] || !kept[11] {
		t.Errorf("in London: the earlier one is kept: %v, the later one: %v", kept[10], kept[11])
	}
}

func TestFutureDatesDisplaceNoBackup(t *testing.T) {
	future := ago(-1, -24, -24*365)
	for range 40 {
		future = append(future, noon.AddDate(4, 0, 0))
	}
	past := every(30, 24*time.Hour)
	got := Keep(append(slices.Clone(future), past...), noon)
	if diff := cmp.Diff(Keep(past, noon), got[len(future):]); diff != "" {
		t.Errorf("future dates change which are kept (-without +with):\n%s", diff)
	}
	if slices.Contains(got[:len(future)], false) {
		t.Error("a backup dated in the future was removed")
	}
}

// anyTimes draws times of the last two and a half years, in clusters.
func anyTimes(t *rapid.T) []time.Time {
	seconds := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) int {
		span := rapid.SampledFrom([]int{3600, 86400, 30 * 86400, 900 * 86400}).Draw(t, "span")
		return rapid.IntRange(0, span).Draw(t, "seconds")
	}), 0, 120).Draw(t, "times")
	var times []time.Time
	for _, s := range seconds {
		times = append(times, noon.Add(-time.Duration(s)*time.Second))
	}
	return times
}

func TestKeepHoldsItsRulesForRandomTimes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := anyTimes(t)
		keep := Keep(times, noon)
		var kept []time.Time
		for i, stays := range keep {
			if stays {
				kept = append(kept, times[i])
			}
		}
		if most := keepLast + keepDaily + keepWeekly + keepMonthly; len(kept) > most || len(kept) < min(len(times), keepLast) {
			t.Fatalf("%d of %d backups are kept", len(kept), len(times))
		}
		if again := Keep(kept, noon); slices.Contains(again, false) {
			t.Fatal("a second call removes more backups")
		}
		if newest := slices.MaxFunc(append(times, time.Time{}), time.Time.Compare); len(times) > 0 && !slices.ContainsFunc(kept, newest.Equal) {
			t.Fatal("the newest backup was removed")
		}
	})
}

// Removing backups after each new one must leave the same ones as removing them once.
func TestRotatingEachTimeEqualsRotatingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := anyTimes(t)
		slices.SortFunc(times, time.Time.Compare)
		times = slices.CompactFunc(times, time.Time.Equal)
		left := []time.Time{}
		for _, now := range times {
			left = append(left, now)
			left = remaining(left, now)
		}
		if diff := cmp.Diff(remaining(times, noon), left); diff != "" {
			t.Fatalf("rotating each time differs (-once +each time):\n%s", diff)
		}
	})
}

func remaining(times []time.Time, now time.Time) []time.Time {
	left := []time.Time{}
	for i, stays := range Keep(times, now.In(berlin)) {
		if stays {
			left = append(left, times[i])
		}
	}
	return left
}
