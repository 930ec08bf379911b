package org.rollbook.runtime.view;

import org.apache.kafka.streams.errors.InvalidStateStoreException;

/// The files of a store cannot be read. It is discarded and restored.
public final class DamagedStore extends InvalidStateStoreException {

  private static final long serialVersionUID = 1L;

  DamagedStore(String store, Throwable why) {
    super("The files of store " + store + " are damaged", why);
  }
}
