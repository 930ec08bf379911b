package org.rollbook.runtime.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/// Sees every error that is logged, at whatever level and before it is formatted, and lets all of
/// them be logged as usual. Logback makes it, by the name in `logback.xml`.
public final class OutOfMemoryFilter extends TurboFilter {

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] parameters,
      @Nullable Throwable error) {
    OutOfMemory.endIfCauseOf(error);
    if (parameters != null
        && parameters.length > 0
        && parameters[parameters.length - 1] instanceof Throwable last) {
      OutOfMemory.endIfCauseOf(last);
    }
    return FilterReply.NEUTRAL;
  }
}
