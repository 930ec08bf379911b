package org.rollbook.bridge.redis;

/// The server answers, and refuses what we ask, or cannot do it.
public final class RedisRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisRefusedException(String why) {
    super(why);
  }
}
