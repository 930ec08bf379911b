/// The journals: the events received, under our own key, kept for ever. Ingest writes them, views
/// are built from them.
@NullMarked
package org.rollbook.runtime.journal;

import org.jspecify.annotations.NullMarked;
