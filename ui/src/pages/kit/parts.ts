import type { Component } from 'svelte';
import AgencyMark from '#kit/agency_mark/AgencyMark.svelte';
import { examples as ofAgencyMark } from '#kit/agency_mark/examples';
import AgencyTile from '#kit/agency_tile/AgencyTile.svelte';
import { examples as ofAgencyTile } from '#kit/agency_tile/examples';
import BandChart from '#kit/band_chart/BandChart.svelte';
import { examples as ofBandChart } from '#kit/band_chart/examples';
import CounterCell from '#kit/counter_cell/CounterCell.svelte';
import { examples as ofCounterCell } from '#kit/counter_cell/examples';
import DataTable from '#kit/data_table/DataTable.svelte';
import { examples as ofDataTable } from '#kit/data_table/examples';
import FigureRow from '#kit/figure_row/FigureRow.svelte';
import { examples as ofFigureRow } from '#kit/figure_row/examples';
import HalfHourGrid from '#kit/half_hour_grid/HalfHourGrid.svelte';
import { examples as ofHalfHourGrid } from '#kit/half_hour_grid/examples';
import IntervalChart from '#kit/interval_chart/IntervalChart.svelte';
import { examples as ofIntervalChart } from '#kit/interval_chart/examples';
import LinkBar from '#kit/link_bar/LinkBar.svelte';
import { examples as ofLinkBar } from '#kit/link_bar/examples';
import MallLogo from '#kit/mall_logo/MallLogo.svelte';
import { examples as ofMallLogo } from '#kit/mall_logo/examples';
import MarkLegend from '#kit/mark_legend/MarkLegend.svelte';
import { examples as ofMarkLegend } from '#kit/mark_legend/examples';
import Notice from '#kit/notice/Notice.svelte';
import { examples as ofNotice } from '#kit/notice/examples';
import OneOf from '#kit/one_of/OneOf.svelte';
import { examples as ofOneOf } from '#kit/one_of/examples';
import PriorityChoice from '#kit/priority_choice/PriorityChoice.svelte';
import { examples as ofPriorityChoice } from '#kit/priority_choice/examples';
import PromiseRuler from '#kit/promise_ruler/PromiseRuler.svelte';
import { examples as ofPromiseRuler } from '#kit/promise_ruler/examples';
import QueueStack from '#kit/queue_stack/QueueStack.svelte';
import { examples as ofQueueStack } from '#kit/queue_stack/examples';
import ScreenHead from '#kit/screen_head/ScreenHead.svelte';
import { examples as ofScreenHead } from '#kit/screen_head/examples';
import ShiftGantt from '#kit/shift_gantt/ShiftGantt.svelte';
import { examples as ofShiftGantt } from '#kit/shift_gantt/examples';
import Tabs from '#kit/tabs/Tabs.svelte';
import { examples as ofTabs } from '#kit/tabs/examples';
import TicketNumber from '#kit/ticket_number/TicketNumber.svelte';
import { examples as ofTicketNumber } from '#kit/ticket_number/examples';
import TouchKeyboard from '#kit/touch_keyboard/TouchKeyboard.svelte';
import { examples as ofTouchKeyboard } from '#kit/touch_keyboard/examples';
import VisitRow from '#kit/visit_row/VisitRow.svelte';
import { examples as ofVisitRow } from '#kit/visit_row/examples';

/** A part of the kit as the catalogue shows it. */
export interface Part {
  readonly name: string;
  readonly component: Component<Record<string, unknown>>;
  readonly examples: readonly { readonly state: string; readonly props: Record<string, unknown> }[];
}

/** Examples are checked beside their part; here they are all alike. */
const part = (name: string, component: unknown, examples: object): Part => ({
  name,
  component: component as Part['component'],
  examples: Object.entries(examples).map(([state, props]) => ({ state, props: props as Record<string, unknown> })),
});

/** All parts that stand by themselves. */
export const parts: readonly Part[] = [
  part('AgencyMark', AgencyMark, ofAgencyMark),
  part('AgencyTile', AgencyTile, ofAgencyTile),
  part('BandChart', BandChart, ofBandChart),
  part('CounterCell', CounterCell, ofCounterCell),
  part('DataTable', DataTable, ofDataTable),
  part('FigureRow', FigureRow, ofFigureRow),
  part('HalfHourGrid', HalfHourGrid, ofHalfHourGrid),
  part('IntervalChart', IntervalChart, ofIntervalChart),
  part('LinkBar', LinkBar, ofLinkBar),
  part('MallLogo', MallLogo, ofMallLogo),
  part('MarkLegend', MarkLegend, ofMarkLegend),
  part('Notice', Notice, ofNotice),
  part('OneOf', OneOf, ofOneOf),
  part('PriorityChoice', PriorityChoice, ofPriorityChoice),
  part('PromiseRuler', PromiseRuler, ofPromiseRuler),
  part('QueueStack', QueueStack, ofQueueStack),
  part('ScreenHead', ScreenHead, ofScreenHead),
  part('ShiftGantt', ShiftGantt, ofShiftGantt),
  part('Tabs', Tabs, ofTabs),
  part('TicketNumber', TicketNumber, ofTicketNumber),
  part('TouchKeyboard', TouchKeyboard, ofTouchKeyboard),
  part('VisitRow', VisitRow, ofVisitRow),
];
