import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./Button.tsx";
import { Fieldset } from "./Fieldset.tsx";

type AddAnotherProps = {
  items: readonly { id: string }[];
  /** "Person 2" */
  itemTitle: (index: number) => string;
  addLabel: string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  /** Fewer than this many cannot be removed. */
  min?: number | undefined;
  max?: number | undefined;
  children: (index: number) => ReactNode;
};

/** One or more of the same questions. A new one takes the focus; after a removal the list does. */
export function AddAnother({ items, itemTitle, addLabel, onAdd, onRemove, min = 1, max, children }: AddAnotherProps) {
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(items.length);
  useEffect(() => {
    if (items.length > count.current) {
      list.current?.querySelector<HTMLElement>(".app-add-another__item:last-of-type :is(input, select, textarea)")?.focus();
    } else if (items.length < count.current) {
      list.current?.focus();
    }
    count.current = items.length;
  }, [items.length]);

  return (
    <div className="app-add-another" ref={list} tabIndex={-1}>
      {items.map((item, index) => (
        <div key={item.id} className="app-add-another__item">
          <Fieldset legend={itemTitle(index)} legendSize="m">
            {children(index)}
          </Fieldset>
          {items.length > min && (
            <Button type="button" variant="secondary" onClick={() => onRemove(index)}>
              Remove <span className="govuk-visually-hidden">{itemTitle(index)}</span>
            </Button>
          )}
        </div>
      ))}
      {(max === undefined || items.length < max) && (
        <Button type="button" variant="secondary" onClick={onAdd}>
          {addLabel}
        </Button>
      )}
    </div>
  );
}
