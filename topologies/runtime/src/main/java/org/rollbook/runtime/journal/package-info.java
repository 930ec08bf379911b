/// The journals: what was heard, under our own key, kept for ever. Ingest writes them, views are
/// made of them.
@NullMarked
package org.rollbook.runtime.journal;

import org.jspecify.annotations.NullMarked;
