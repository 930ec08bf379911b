package org.rollbook.runtime.view;

import org.rollbook.model.Stamped;

/// One event of a row's history.
public record HistoryItem<E>(Stamped<E> event, Outcome outcome) {}
