package org.rollbook.sample.view;

import org.rollbook.sample.serve.Answerer;

/// Breaks: a view that knows who serves it.
public interface Peek {

  Answerer answerer();
}
