package org.rollbook.runtime.view;

import org.rollbook.model.Heard;

/// One event of a row's history.
public record HistoryItem<E>(Heard<E> heard, Outcome outcome) {}
