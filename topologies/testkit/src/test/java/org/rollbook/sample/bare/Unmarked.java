package org.rollbook.sample.bare;

/// Breaks: its package is not marked for nulls.
interface Unmarked {}
