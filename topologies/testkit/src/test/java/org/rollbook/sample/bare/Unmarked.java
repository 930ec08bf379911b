package org.rollbook.sample.bare;

/// Breaks: its package says nothing of nulls.
interface Unmarked {}
