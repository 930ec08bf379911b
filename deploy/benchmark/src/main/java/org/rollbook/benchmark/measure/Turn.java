package org.rollbook.benchmark.measure;

/// What one round showed, side by side.
public record Turn<M>(M ours, M theirs) {}
