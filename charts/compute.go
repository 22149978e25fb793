package charts

import (
	"runtime"
	"sync"

	"enactive/journal/insight"
)

// Compute computes the insights of items for an area's data, in their order, several at the same
// time: they are pure and share nothing but the data. area is the name to put into the charts' titles
// and may be empty. If stop returns an error, no further one is begun, and it returns that error;
// stop is called from several goroutines.
func Compute(items []Item, data insight.Data, area string, stop func() error) ([]Figure, error) {
	figures := make([]Figure, len(items))
	next := make(chan int)
	var (
		wait sync.WaitGroup
		once sync.Once
		err  error
	)
	stopped := make(chan struct{})
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wait.Go(func() {
			for i := range next {
				if e := stop(); e != nil {
					once.Do(func() { err = e; close(stopped) })
					return
				}
				figures[i] = items[i].Compute(data, area)
			}
		})
	}
	for i := range items {
		select {
		case next <- i:
			continue
		case <-stopped:
		}
		break
	}
	close(next)
	wait.Wait()
	if err != nil {
		return nil, err
	}
	return figures, nil
}
