package org.rollbook.runtime.query;

import java.util.List;
import java.util.Optional;

/// Says what a test says, whatever it is asked.
record ScriptedHolder(Told<List<Optional<byte[]>>> rows, Told<Page<byte[]>> page)
    implements Holder {

  /// Has nothing.
  static ScriptedHolder holdingNothing(String why) {
    return new ScriptedHolder(new Told.NotHeld<>(why), new Told.NotHeld<>(why));
  }

  /// Has something, and gives nothing of it.
  static ScriptedHolder refusing(Refusal refusal) {
    return new ScriptedHolder(new Told.Refused<>(refusal), new Told.Refused<>(refusal));
  }

  @Override
  public Told<List<Optional<byte[]>>> rows(RowsQuestion question) {
    return rows;
  }

  @Override
  public Told<Page<byte[]>> page(PageQuestion question) {
    return page;
  }
}
