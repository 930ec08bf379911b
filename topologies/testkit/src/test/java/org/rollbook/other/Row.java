package org.rollbook.other;

/// Another view's row.
public record Row(long number) {}
