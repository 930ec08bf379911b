package org.rollbook.benchmark.measure;

/// What one round showed, ours and theirs.
public record PairedRun<M>(M ours, M theirs) {}
