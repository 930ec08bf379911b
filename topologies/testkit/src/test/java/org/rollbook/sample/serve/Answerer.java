package org.rollbook.sample.serve;

/// Serves a view.
public interface Answerer {

  String answer();
}
