package org.rollbook.runtime.serve.query;

import java.util.Map;

/// Takes any row.
record AllRows<R>() implements RowFilter<R> {

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public boolean test(R row) {
    return true;
  }
}
