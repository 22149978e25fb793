package exchange

import (
	"iter"
	"runtime"
)

// inOrder calls work in parallel for all values of source, and take for the results in the
// order of source. It returns when everything is done. source runs on its own goroutine, take
// on the caller's.
func inOrder[T, R any](source iter.Seq[T], work func(T) R, take func(R)) {
	type job struct {
		in  T
		out chan<- R
	}
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan job)
	results := make(chan (<-chan R), 2*workers)
	go func() {
		defer close(results)
		defer close(jobs)
		for in := range source {
			out := make(chan R, 1)
			results <- out
			jobs <- job{in, out}
		}
	}()
	for range workers {
		go func() {
			for j := range jobs {
				j.out <- work(j.in)
			}
		}()
	}
	for out := range results {
		take(<-out)
	}
}
